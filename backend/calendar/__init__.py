"""Working days as versioned data, deadlines that explain themselves."""
