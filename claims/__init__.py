"""The application: claims in news, each with the chain of sources it rests on."""
