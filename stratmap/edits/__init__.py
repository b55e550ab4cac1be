"""Every edit a person can make, one function a verb. Only these call document.edit."""
