"""What would break the program: random hands, mutated files, kills, full disks."""
