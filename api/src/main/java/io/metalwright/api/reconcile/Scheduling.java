package io.metalwright.api.reconcile;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the API look after things by the clock. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Scheduling {}
