// All drawn templates.
import { panels } from './panels.mjs';
import { people } from './people.mjs';
import { plain } from './plain.mjs';
import { signs } from './signs.mjs';

export const scenes = [...signs, ...panels, ...people, ...plain];
