"""What measures the rows of the budget, by subject; each function takes the bench and its row, and gives lines."""
