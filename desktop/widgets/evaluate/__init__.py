"""Tables, pictures and forms of the Evaluate workspace."""
