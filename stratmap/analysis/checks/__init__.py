"""The checks, one a file. A new file here is a new check everywhere."""
