"""The virtual rack: QEMU machines with real firmware and real BMCs in network namespaces."""
