"""The durable TinyDB storage: whole files only, one writer at a time, earlier states kept."""
