"""The lesions of diabetic retinopathy, and what may be mistaken for them."""
