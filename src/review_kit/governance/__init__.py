"""What the people concerned, their representatives and HR are told, made from the project itself."""
