"""`tutor`, and `python -m tutor`."""

import signal
import sys


def main() -> int:
    """The program; while it is loaded, ctrl+c ends it at once and in silence."""
    loading = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if loading:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tutor import cli

    return cli.main(interruptible=loading)


if __name__ == "__main__":
    sys.exit(main())
