"""Work in other processes, each of which can be ended alone: what hangs, dies or outgrows its limits costs itself."""
