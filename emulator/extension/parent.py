"""The server must not outlive the program that started it, however that program ended."""

import os
import signal
import sys
import threading


def exit_with_parent():
    """End this process and the workers it started when the parent's end of our standard input closes."""
    threading.Thread(target=_wait_for_end_of_input, name="parent-watch", daemon=True).start()


def _wait_for_end_of_input():
    while sys.stdin.buffer.read(4096):
        pass
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)
