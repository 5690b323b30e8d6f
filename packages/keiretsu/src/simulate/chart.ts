/** Rows of the books of an economy: flows and instruments by name, and their places. */

export const FLOWS: readonly string[] = [
  "end demand",
  "costs",
  "interest",
  "capacity",
  "systems sold",
  "leases",
  "revenue share",
  "guarantees",
  "warrants",
  "dividends",
];
export const DEMAND = 0;
export const COSTS = 1;
export const INTEREST = 2;
export const CAPACITY = 3;
export const SALES = 4;
export const LEASES = 5;
export const SHARES_OF_REVENUE = 6;
export const GUARANTEES = 7;
export const WARRANT_COST = 8;
export const DIVIDENDS = 9;

export const INSTRUMENTS: readonly string[] = ["cash", "loans", "shares", "payables", "credits", "warrants", "systems"];
export const LOANS = 1;
export const SHARES = 2;
export const PAYABLES = 3;
export const CREDITS = 4;
export const WARRANTS = 5;
export const SYSTEMS = 6;
