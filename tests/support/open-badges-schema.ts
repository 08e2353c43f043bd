import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

/**
 * What the data model of Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0, "Data Models") asks of an AchievementCredential, for the classes that
 * ours are made of. Written from the tables of that specification, and stricter than the schema that 1EdTech publishes in two points: a term that
 * the tables do not have is refused, and so is one that we never use.
 */

const text = { type: 'string', minLength: 1 } as const;
const uri = { type: 'string', format: 'uri' } as const;
const moment = { type: 'string', format: 'date-time' } as const;
/** A list of types that holds one of these. */
const kinds = (...names: string[]) => ({
  type: 'array',
  items: text,
  uniqueItems: true,
  contains: { enum: names },
});
const record = (required: string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});

const achievement = record(['id', 'type', 'criteria', 'description', 'name'], {
  id: uri,
  type: kinds('Achievement'),
  achievementType: { enum: ['CertificateOfCompletion', 'Badge'] },
  name: text,
  description: text,
  criteria: record(['narrative'], { narrative: text }),
  inLanguage: { type: 'string', pattern: '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$' },
});

const subject = {
  ...record(['type', 'achievement'], {
    id: uri,
    type: kinds('AchievementSubject'),
    achievement,
    identifier: {
      type: 'array',
      minItems: 1,
      items: record(['type', 'hashed', 'identityHash', 'identityType'], {
        type: { const: 'IdentityObject' },
        hashed: { const: false },
        identityHash: text,
        identityType: { const: 'name' },
      }),
    },
  }),
  // The holder is told by an address or by at least one identifier.
  anyOf: [{ required: ['id'] }, { required: ['identifier'] }],
};

const proof = record(['type', 'created', 'cryptosuite', 'proofPurpose', 'proofValue', 'verificationMethod'], {
  type: { const: 'DataIntegrityProof' },
  created: moment,
  cryptosuite: text,
  proofPurpose: { const: 'assertionMethod' },
  proofValue: text,
  verificationMethod: uri,
});

const schema = record(
  ['@context', 'id', 'type', 'name', 'credentialSubject', 'issuer', 'validFrom', 'credentialSchema', 'proof'],
  {
    '@context': {
      type: 'array',
      minItems: 2,
      items: [
        { const: 'https://www.w3.org/ns/credentials/v2' },
        {
          type: 'string',
          pattern: '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d\\.\\d)?\\.json$',
        },
      ],
      additionalItems: uri,
    },
    id: uri,
    type: { allOf: [kinds('VerifiableCredential'), kinds('AchievementCredential', 'OpenBadgeCredential')] },
    name: text,
    issuer: record(['id', 'type', 'name'], { id: uri, type: kinds('Profile'), name: text, url: uri }),
    validFrom: moment,
    awardedDate: moment,
    credentialSubject: subject,
    credentialSchema: {
      type: 'array',
      minItems: 1,
      items: record(['id', 'type'], { id: uri, type: { const: '1EdTechJsonSchemaValidator2019' } }),
    },
    credentialStatus: record(['id', 'type', 'statusPurpose', 'statusListIndex', 'statusListCredential'], {
      id: uri,
      type: { const: 'BitstringStatusListEntry' },
      statusPurpose: { const: 'revocation' },
      statusListIndex: { type: 'string', pattern: '^\\d+$' },
      statusListCredential: uri,
    }),
    proof: { type: 'array', minItems: 1, items: proof },
  },
);

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(schema);

/** What a credential lacks or has too much, as places with words; empty where it fits. */
export function openBadgeProblems(credential: unknown): string[] {
  validate(credential);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
