"""What is stated beside sizes: leaders, concentration, counts, segments, results of trials."""
