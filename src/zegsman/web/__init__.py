"""Shows the record in a browser and takes a reader's judgements."""
