"""One module per key of the JSON object, each with `async def measure(folder) -> Result`."""
