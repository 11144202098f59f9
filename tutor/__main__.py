"""`tutor`, and `python -m tutor`."""

import signal
import sys


def main() -> int:
    """The program; ctrl+c ends it at once and in silence while it is loaded and when it is over."""
    loading = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if loading:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tutor import cli

    try:
        return cli.main(interruptible=loading)
    finally:
        if loading:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main())
