"""What an archive costs on this machine: text made for the purpose, a cluster of processes, figures."""
