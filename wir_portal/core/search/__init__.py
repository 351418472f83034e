"""The search of the public pages: words, the index that every write keeps right, finding. ADR 0014."""
