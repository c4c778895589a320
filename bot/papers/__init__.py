"""What is made for a reply and is no message: codes to scan, printed guides, a page for a projector, charts."""
