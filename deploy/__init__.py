"""Tools of the checkout: what is shipped to Lambda is built, proven and brought there from here."""
