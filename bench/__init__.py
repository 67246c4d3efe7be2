"""The measurements: generated data, and the ratios of one run. `python -m bench.search`."""
