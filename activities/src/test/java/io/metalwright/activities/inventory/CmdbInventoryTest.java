package io.metalwright.activities.inventory;
