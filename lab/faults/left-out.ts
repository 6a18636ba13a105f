/** Faults of the incidents' catalogue that are not built here, and why. */
export const LEFT_OUT: { id: string; title: string; because: string }[] = [];
