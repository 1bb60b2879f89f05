"""What the local AWS of this project adds to ministack: the services, resource types and answers it lacks."""
