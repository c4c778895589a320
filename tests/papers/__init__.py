"""The papers, each as whoever gets it sees it: decoded, read back, or opened in a browser."""
