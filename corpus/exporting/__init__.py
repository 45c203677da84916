"""The corpus in forms that others read: JSON-LD (schema.org, CPSV-AP), CSV and Excel."""
