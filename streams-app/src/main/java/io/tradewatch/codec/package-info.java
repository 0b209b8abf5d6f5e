/**
 * The contracts in code: conversion of Avro and JSON to and from the engine's types, the registry's wire format, and the
 * defects of a record.
 *
 * <p>This package does not read or write topics, and it does not use Kafka Streams or apply rules.
 */
@NullMarked
package io.tradewatch.codec;

import org.jspecify.annotations.NullMarked;
