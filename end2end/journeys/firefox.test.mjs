// The journeys in Firefox.
import * as driver from './bidi.mjs';
import { journeys } from './journeys.mjs';

journeys('Firefox', driver);
