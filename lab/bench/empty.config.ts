/** The floor: one empty test, nothing else. */
export default { testDir: 'empty', reporter: 'list', workers: 1 };
