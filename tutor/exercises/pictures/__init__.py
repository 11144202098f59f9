"""What pictures are drawn with: canvases, scales, grids, rows of densities, and SVG."""
