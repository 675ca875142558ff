"""Training of the event coder: corpus in, model files out; never imported by the package."""
