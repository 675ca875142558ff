"""Feeds and sitemaps: RSS 0.9 to 2.0, RDF, Atom, JSON Feed, news sitemaps."""
