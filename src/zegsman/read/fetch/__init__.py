"""The only door to the network: fetches web addresses politely, within limits, and from public places only."""
