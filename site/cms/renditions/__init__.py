"""Images in the sizes and formats that pages show, prepared by the worker.

profiles.py declares the sizes, prepare.py makes them, pictures.py says what is ready, and
`{% site_picture %}` (templatetags/pictures.py) prints it. What is ready is written on the image
itself (SiteImage.prepared): printing a picture asks the database nothing.
"""
