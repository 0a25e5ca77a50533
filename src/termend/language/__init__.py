"""What is known of Chinese and English writing."""
