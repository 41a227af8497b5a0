"""Which year or period a figure is of, by its sentence, its passage or its document."""
