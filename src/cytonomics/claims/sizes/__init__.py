"""What markets are worth, in sentences, tables and charts."""
