/** The words of the product: what a machine is called, and what states it knows. */
@NullMarked
package io.metalwright.model;

import org.jspecify.annotations.NullMarked;
