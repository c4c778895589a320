"""The maps of stories, module by module, and the stories they are tried on."""
