"""What a person sees: view models, templates, the one that renders them."""
