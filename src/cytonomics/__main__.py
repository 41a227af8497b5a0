"""Run the command as `python -m cytonomics`."""

from cytonomics.cli import main

if __name__ == "__main__":
    main(prog_name="cytonomics")
