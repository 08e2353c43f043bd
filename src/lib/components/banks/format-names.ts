/** The formats of question banks, as a person chooses one; proper names in every language. */
export const FORMAT_NAMES = {
  gift: 'GIFT',
  moodle: 'Moodle XML',
  qti: 'QTI 3.0 (ZIP)',
  yaml: 'Pathways YAML',
} as const;
