"""DICOM files: any still picture in colour or grey, compressed or not, each frame a photograph.

Here alone is pydicom imported, and only once a DICOM file is opened. What identifies a patient leaves these modules in
`Facts.patient_id` and nowhere else: no library's message, which may quote an element, becomes part of an error, and
what the libraries log or warn of is dropped.
"""
