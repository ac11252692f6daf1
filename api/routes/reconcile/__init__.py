"""Reconciliation: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/."""
