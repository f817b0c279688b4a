"""What each kind of problem means and how to mend it, in French."""

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "introuvable": (
        "Introuvable",
        (
            "Il n’y a rien à cette adresse, ou le code demandé n’est pas dans cette publication.",
            (
                "Les codes publiés se lisent aux adresses /api/v1/partner/values et /api/v1/public/residences. Une "
                "résidence vendue ou démolie peut manquer d’une publication récente et figurer dans une plus ancienne."
            ),
        ),
    ),
    "acces-refuse": (
        "Accès refusé",
        (
            (
                "Cette partie de l’observatoire est réservée aux partenaires, qui y entrent avec leur adresse et leur mot de "
                "passe, ou avec une clé d’accès."
            ),
            (
                "La session est terminée, ou ce qui a été saisi est inconnu, mal recopié ou révoqué. Le gestionnaire de "
                "l’observatoire peut donner un lien pour choisir un autre mot de passe, ou remettre une autre clé."
            ),
        ),
    ),
    "trop-d-essais": (
        "Trop d’essais",
        (
            (
                "Plusieurs mots de passe faux ont été essayés pour ce compte, ou depuis cette adresse du réseau : rien n’est "
                "plus vérifié pendant un moment, même le bon mot de passe."
            ),
            (
                "Attendez le temps indiqué, puis recommencez. Les sessions déjà ouvertes continuent, et un lien redonné par "
                "le gestionnaire lève l’attente."
            ),
        ),
    ),
    "origine-refusee": (
        "Origine refusée",
        (
            "Une page d’un autre site a tenté d’agir en votre nom. Le navigateur l’a signalé, et rien n’a été fait.",
            "Si vous êtes bien sur l’observatoire, rechargez la page et recommencez.",
        ),
    ),
    "droit-insuffisant": (
        "Droit insuffisant",
        (
            (
                "Votre organisation est connue, mais ce droit revient à une autre : l’intercommunalité, le bailleur de "
                "la résidence ou sa commune."
            ),
            "Qui peut décider, signer et répondre est écrit dans le guide de la commission.",
        ),
    ),
    "requete-invalide": (
        "Requête invalide",
        (
            (
                "Un paramètre manque, n’existe pas ou n’a pas la forme attendue. Le membre « errors » de la réponse dit "
                "lequel, et comment le corriger."
            ),
            "Tout ce qui peut être demandé est décrit à l’adresse /docs.",
        ),
    ),
    "donnees-refusees": (
        "Données refusées",
        (
            "Un fichier ou une valeur ne peut pas être accepté. Rien n’a été enregistré.",
            "Chaque raison est donnée avec le fichier, la ligne, la colonne, la valeur et la façon d’y remédier.",
        ),
    ),
    "union-refusee": (
        "Union refusée",
        (
            (
                "L’observatoire ne répond que des territoires déclarés, un à la fois : une résidence, un secteur, une "
                "commune, l’intercommunalité. Une union libre de résidences ou de lieux (liste de codes, rectangle, "
                "contour dessiné) est refusée."
            ),
            (
                "La raison est le secret statistique : en retranchant un total d’un autre, une union choisie exprès "
                "donnerait la valeur d’une résidence masquée. Chaque publication est attaquée avant d’être mise en ligne, "
                "et seul ce qui a été attaqué peut être lu."
            ),
            (
                "Lisez le niveau entier (/api/v1/partner/values?level=residence) et choisissez ensuite, ou demandez à "
                "l’intercommunalité de déclarer le secteur qui vous manque : il sera protégé comme les autres."
            ),
        ),
    ),
    "methode-non-permise": (
        "Méthode non permise",
        (
            "Cette adresse existe, mais pas pour ce verbe HTTP. L’en-tête « Allow » de la réponse donne ceux qui conviennent.",
        ),
    ),
    "requete-trop-longue": (
        "Requête trop longue",
        ("Le corps de la requête dépasse la taille permise. Une clé d’accès tient en moins de 200 caractères.",),
    ),
    "requete-refusee": (
        "Requête refusée",
        (
            (
                "La requête a mis trop de temps à arriver, ou ses en-têtes sont trop longs. La connexion est fermée pour "
                "ne pas prendre la place des autres, et rien n’a été fait."
            ),
            "Vérifiez la connexion, puis recommencez. Un fichier peut être envoyé en plusieurs fois : un par millésime.",
        ),
    ),
    "conflit": (
        "Action impossible pour l’instant",
        ("L’état de l’observatoire ne permet pas cette action : une autre est en cours, ou il n’y a rien à faire.",),
    ),
    "indisponible": (
        "Service indisponible",
        (
            (
                "Il manque quelque chose au service pour répondre : la base de données, ou les pages qui n’ont pas été "
                "construites."
            ),
            "Réessayez dans un instant. Pour le gestionnaire, « observatoire doctor » dit ce qui manque et quoi faire.",
        ),
    ),
    "erreur-interne": (
        "Erreur interne",
        (
            "Le service a rencontré une erreur imprévue. Elle est notée dans son journal.",
            "Transmettez au gestionnaire le numéro « instance » de la réponse : il permet de la retrouver.",
        ),
    ),
    "erreur": ("Erreur", ("La demande n’a pas abouti. Le détail de la réponse dit pourquoi.",)),
}
