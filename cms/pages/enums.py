from django.db import models


class Audience(models.TextChoices):
    EVERYONE = "everyone", "所有人"
    SENIOR = "senior", "老年客户"
    FAMILY = "family", "子女家人"
    STUDENT = "student", "学生"
