"""`tutor`, and `python -m tutor`."""

import gc
import signal
import sys


def main() -> int:
    """The program; ctrl+c ends it at once and in silence while it is loaded and when it is over."""
    loading = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if loading:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # while modules are loaded there is no garbage
    from tutor import cli

    gc.freeze()
    gc.enable()
    try:
        return cli.main(interruptible=loading)
    finally:
        gc.freeze()  # all is closed: nothing need be looked through once more at the end
        if loading:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main())
