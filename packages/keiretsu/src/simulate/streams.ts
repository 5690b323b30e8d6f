/** Streams of random numbers: the factor common to all firms, that of each, and letters of intent. */
export const COMMON = 1;
export const OWN = 2;
export const BINDING = 3;
