"""What our words mean: ontology, context, dates, the IRIs of questions, passages."""
